//! `a[b][0][c]=d`, as Stripe takes it, and as a tree.
use serde_json::{Map, Value};

pub fn parse(text: &str) -> Value {
    let mut root = Value::Object(Map::new());
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        let path: Vec<&str> = name.split(['[', ']']).filter(|part| !part.is_empty()).collect();
        put(&mut root, &path, value.into_owned());
    }
    root
}

fn put(tree: &mut Value, path: &[&str], leaf: String) {
    let Some((first, rest)) = path.split_first() else {
        *tree = Value::String(leaf);
        return;
    };
    if !tree.is_object() {
        *tree = Value::Object(Map::new());
    }
    if let Some(branches) = tree.as_object_mut() {
        put(branches.entry((*first).to_owned()).or_insert(Value::Null), rest, leaf);
    }
}

/// What stands at `path`, as text.
pub fn text<'a>(tree: &'a Value, path: &str) -> Option<&'a str> {
    path.split('.').try_fold(tree, |tree, part| tree.get(part))?.as_str()
}

pub fn number(tree: &Value, path: &str) -> Option<i64> {
    text(tree, path)?.parse().ok()
}

/// The items at `path`, in the order of their numbers.
pub fn items<'a>(tree: &'a Value, path: &str) -> Vec<&'a Value> {
    let at = path.split('.').try_fold(tree, |tree, part| tree.get(part)).and_then(Value::as_object);
    let mut numbered: Vec<_> =
        at.into_iter().flatten().map(|(name, item)| (name.parse::<usize>().unwrap_or_default(), item)).collect();
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, item)| item).collect()
}
