//! What stands in the brackets of a text.

/// The texts between `(` and `)`, trimmed, in their order.
pub fn list_brackets(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    let mut unread = text;
    while let Some((_, after)) = unread.split_once('(') {
        let Some((inside, behind)) = after.split_once(')') else { break };
        res.push(inside.trim());
        unread = behind;
    }
    res
}
