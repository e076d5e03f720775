//! Tags of list items for the templates. Typst sets them in its own layout of lists alone,
//! which moves what is in them; with these a paragraph that lies where it lies is an item.

use typst::diag::SourceResult;
use typst::foundations::{
    Args, Content, Dict, Func, IntoValue as _, NativeFuncData, NativeFuncPtr,
    Reflect as _, Scope, Value,
};
use typst::pdf::PdfMarkerTag;

use std::sync::LazyLock;

/// What the templates find in `sys.inputs`: a function for an item, and one for the marker
/// in its first paragraph. The plain compiler has neither, and sets lists as paragraphs.
pub(super) fn make_inputs() -> Dict {
    let functions = [&LIST_ITEM, &LIST_LABEL];
    functions
        .map(|data| (data.name.into(), Func::from(data).into_value()))
        .into_iter()
        .collect()
}

static LIST_ITEM: NativeFuncData = describe_function(
    NativeFuncPtr(&|_, _, args| wrap_body(args, PdfMarkerTag::TermsItemBody)),
    "list-item",
    "An item of a list: its paragraphs, and lists in it.",
);

static LIST_LABEL: NativeFuncData = describe_function(
    NativeFuncPtr(&|_, _, args| wrap_body(args, PdfMarkerTag::TermsItemLabel)),
    "list-label",
    "The marker of an item, within its first paragraph.",
);

/// A function that takes a content and gives one.
const fn describe_function(
    function: NativeFuncPtr,
    name: &'static str,
    docs: &'static str,
) -> NativeFuncData {
    NativeFuncData {
        function,
        name,
        title: name,
        docs,
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&|| Scope::new()),
        params: LazyLock::new(&|| Vec::new()),
        returns: LazyLock::new(&|| Content::output()),
    }
}

/// The content that a function is called with, in a tag.
fn wrap_body(args: &mut Args, tag: fn(Content) -> Content) -> SourceResult<Value> {
    let body: Content = args.expect("body")?;
    args.take().finish()?;
    Ok(tag(body).into_value())
}
