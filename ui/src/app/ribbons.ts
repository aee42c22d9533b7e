import type { Ribbon } from '../host/bindings'

/** All ribbons, in the order they hang in the shop. */
export const ribbons = ['madder', 'verdigris', 'damson', 'moss', 'slate', 'foxglove'] as const satisfies readonly Ribbon[]
