//! Links within a book.

use percent_encoding::percent_decode_str;

/// A place in a book's container.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Target {
    /// The name of a file in the container.
    pub(super) name: String,
    /// The id of an element in it.
    pub(super) fragment: Option<String>,
}

impl Target {
    /// Where `href` leads that stands in the file called `within`; `None` for an address outside and for a
    /// path that climbs out of the container.
    pub(super) fn of(within: &str, href: &str) -> Option<Self> {
        let href = href.trim();
        if leads_outside(href) {
            return None;
        }
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        let path = path.split('?').next().unwrap_or(path);
        let fragment = Some(decoded(fragment)).filter(|fragment| !fragment.is_empty());
        if path.is_empty() {
            return Some(Self { name: within.to_owned(), fragment });
        }
        Some(Self { name: joined(within, &decoded(path).replace('\\', "/"))?, fragment })
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// "https://…", "mailto:…", "C:\…", "//host/…".
fn leads_outside(href: &str) -> bool {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.is_empty());
    let named = |scheme: &str| scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    href.starts_with("//") || scheme.is_some_and(named)
}

/// `path` as it is meant from the folder that the file called `within` lies in.
fn joined(within: &str, path: &str) -> Option<String> {
    let folder = within.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from = if path.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    (!steps.is_empty()).then(|| steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_within_the_book_or_nowhere() {
        let of = |href: &str| {
            Target::of("OEBPS/text/nav.xhtml", href)
                .map(|to| format!("{}#{}", to.name, to.fragment.unwrap_or_default()))
        };
        for (href, leads) in [
            ("ch1.xhtml", "OEBPS/text/ch1.xhtml#"),
            ("ch1.xhtml#a%20b", "OEBPS/text/ch1.xhtml#a b"),
            ("../Images/c%C3%A9.jpg", "OEBPS/Images/cé.jpg#"),
            ("#here", "OEBPS/text/nav.xhtml#here"),
            ("/ch1.xhtml", "ch1.xhtml#"),
            ("./a/./b//c.xhtml?x=1", "OEBPS/text/a/b/c.xhtml#"),
            ("a\\b.xhtml", "OEBPS/text/a/b.xhtml#"),
        ] {
            assert_eq!(of(href).as_deref(), Some(leads), "{href}");
        }
        for outside in [
            "../../../etc/passwd",
            "..%2F..%2F..%2Fetc%2Fpasswd",
            "https://example.org/",
            "file:///etc/passwd",
            "C:\\Windows",
            "//host/share",
            "..",
            "../..",
        ] {
            let found = of(outside);
            assert!(found.as_deref().is_none_or(|name| name == "OEBPS#"), "{outside}: {found:?}");
        }
    }
}
