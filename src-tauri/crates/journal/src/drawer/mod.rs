//! A drawer's projections and the reads on them, one module for each kind of record.
