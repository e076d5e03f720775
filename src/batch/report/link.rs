//! The name of a file as a relative address in a page.

use std::fmt::Write as _;

/// The address of a file in the folder of the page, by its name with `/` between
/// folders. Whatever is not a letter of an address is written by its bytes, the colon
/// too, so that no name can become the address of another place.
pub(super) fn encode_href(name: &str) -> String {
    let mut res = String::from("./");
    for byte in name.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if plain {
            res.push(char::from(byte));
        } else {
            let _ = write!(res, "%{byte:02X}");
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_are_written_by_their_bytes() {
        assert_eq!(encode_href("ma-1-A Lưới.pdf"), "./ma-1-A%20L%C6%B0%E1%BB%9Bi.pdf");
        assert_eq!(encode_href("50%#1?.pdf"), "./50%25%231%3F.pdf");
    }

    #[test]
    fn no_name_is_the_address_of_another_place() {
        assert_eq!(encode_href("javascript:alert(1)"), "./javascript%3Aalert%281%29");
        assert_eq!(encode_href("//may-khac/a.pdf"), ".///may-khac/a.pdf");
        assert_eq!(encode_href("\\\\may\\a"), "./%5C%5Cmay%5Ca");
    }
}
