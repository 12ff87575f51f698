//! Where in a text something stands: each node of a YAML or JSON document with the line it begins in.

use std::collections::HashMap;

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use serde_json::{Map, Number, Value};

use super::Fault;

/// The deepest nesting that is read.
const DEEPEST: usize = 40;

/// A document and where its parts stand, by their JSON pointers.
pub struct Placed {
    pub value: Value,
    lines: HashMap<String, usize>,
}

impl Placed {
    /// Reads one document; JSON is YAML, too.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let documents =
            MarkedYaml::load_from_str(text).map_err(|error| Fault::whole(error.marker().line(), error.info()))?;
        let [document] = documents.as_slice() else {
            return Err(Fault::whole(1, "One document is wanted."));
        };
        let mut lines = HashMap::new();
        let value = convert(document, &mut String::new(), &mut lines, 0)?;
        Ok(Self { value, lines })
    }

    /// What is wrong with the part with this pointer.
    pub fn fault(&self, pointer: &str, message: String) -> Fault {
        let path = pointer.trim_start_matches('/').replace('/', ".");
        Fault { line: self.line(pointer), path, message }
    }

    /// The line in which the part with this pointer begins, or the nearest one around it that has one.
    fn line(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return *line;
            }
            let Some((around, _)) = pointer.rsplit_once('/') else { return 1 };
            pointer = around;
        }
    }
}

fn convert(
    node: &MarkedYaml<'_>,
    pointer: &mut String,
    lines: &mut HashMap<String, usize>,
    depth: usize,
) -> Result<Value, Fault> {
    let line = node.span.start.line();
    let unreadable = |why: &str| Fault::whole(line, why);
    if depth > DEEPEST {
        return Err(unreadable("This is nested too deeply."));
    }
    lines.insert(pointer.clone(), line);
    let known = pointer.len();
    match &node.data {
        YamlData::Value(scalar) => match scalar {
            Scalar::Null => Ok(Value::Null),
            Scalar::Boolean(value) => Ok(Value::Bool(*value)),
            Scalar::Integer(value) => Ok(Value::from(*value)),
            Scalar::FloatingPoint(value) => {
                Number::from_f64(value.into_inner()).map(Value::Number).ok_or_else(|| unreadable("This is no number."))
            }
            Scalar::String(text) => Ok(Value::String(text.to_string())),
        },
        YamlData::Sequence(items) => {
            let mut list = Vec::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                pointer.push_str(&format!("/{at}"));
                list.push(convert(item, pointer, lines, depth + 1)?);
                pointer.truncate(known);
            }
            Ok(Value::Array(list))
        }
        YamlData::Mapping(entries) => {
            let mut map = Map::new();
            for (key, value) in entries {
                let YamlData::Value(Scalar::String(name)) = &key.data else {
                    return Err(unreadable("A name has to be text."));
                };
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                let at = pointer.clone();
                map.insert(name.to_string(), convert(value, pointer, lines, depth + 1)?);
                lines.insert(at, key.span.start.line());
                pointer.truncate(known);
            }
            Ok(Value::Object(map))
        }
        _ => Err(unreadable("Aliases and tags are not read.")),
    }
}
