//! Objects of a PDF written as they come, and the table of their places at the end.

use std::io::{self, Write};

use lopdf::{Dictionary, Object};

/// A PDF being written.
pub(super) struct PdfWriter<'w> {
    to: &'w mut dyn Write,
    /// How many bytes are written.
    position: u64,
    /// Where each object stands, in bytes, from number 1; 0 for one not yet written.
    places: Vec<u64>,
}

impl<'w> PdfWriter<'w> {
    pub(super) fn begin(to: &'w mut dyn Write) -> io::Result<Self> {
        let mut res = Self { to, position: 0, places: Vec::new() };
        // Bytes above 127 in the second line say that the file is not text.
        res.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(res)
    }

    /// The number of a new object, to be written later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.places.push(0);
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    /// Writes an object. `number` maps the numbers of the document that it is from to those
    /// of this file; a reference to an object that is not taken over becomes null.
    pub(super) fn object(
        &mut self,
        id: u32,
        object: &Object,
        number: &dyn Fn(u32) -> Option<u32>,
    ) -> io::Result<()> {
        if let Some(place) = self.places.get_mut(id as usize - 1) {
            *place = self.position;
        }
        let mut bytes = format!("{id} 0 obj\n").into_bytes();
        // The content of a stream is written as it is, still compressed; its length in the
        // dictionary may have been a reference.
        let content = match object {
            Object::Stream(stream) => {
                let mut dict = stream.dict.clone();
                let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
                dict.set("Length", length);
                append_dictionary(&mut bytes, &dict, number);
                bytes.extend(b"\nstream\n");
                Some(&stream.content)
            }
            object => {
                append_object(&mut bytes, object, number);
                None
            }
        };
        self.put(&bytes)?;
        if let Some(content) = content {
            self.put(content)?;
            self.put(b"\nendstream")?;
        }
        self.put(b"\nendobj\n")
    }

    /// Writes the table of places; `info` is the object that says what the file is.
    pub(super) fn end(mut self, catalog: u32, info: u32) -> io::Result<()> {
        let start = self.position;
        let size = self.places.len() + 1;
        let mut bytes = format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes();
        for place in &self.places {
            let line = match place {
                0 => "0000000000 00000 f \n".to_owned(),
                place => format!("{place:010} 00000 n \n"),
            };
            bytes.extend(line.as_bytes());
        }
        let trailer = format!(
            "trailer\n<</Size {size}/Root {catalog} 0 R/Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n"
        );
        bytes.extend(trailer.as_bytes());
        self.put(&bytes)?;
        self.to.flush()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.to.write_all(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }
}

fn append_object(to: &mut Vec<u8>, object: &Object, number: &dyn Fn(u32) -> Option<u32>) {
    match object {
        // A stream is never inside another object; a broken file may say so.
        Object::Null | Object::Stream(_) => to.extend(b"null"),
        Object::Boolean(value) => to.extend(value.to_string().as_bytes()),
        Object::Integer(value) => to.extend(value.to_string().as_bytes()),
        Object::Real(value) => to.extend(value.to_string().as_bytes()),
        Object::Name(name) => append_name(to, name),
        Object::String(text, _) => {
            to.push(b'<');
            text.iter().for_each(|byte| to.extend(format!("{byte:02X}").as_bytes()));
            to.push(b'>');
        }
        Object::Array(items) => {
            to.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    to.push(b' ');
                }
                append_object(to, item, number);
            }
            to.push(b']');
        }
        Object::Dictionary(dict) => append_dictionary(to, dict, number),
        Object::Reference((id, _)) => match number(*id) {
            Some(id) => to.extend(format!("{id} 0 R").as_bytes()),
            None => to.extend(b"null"),
        },
    }
}

fn append_dictionary(
    to: &mut Vec<u8>,
    dict: &Dictionary,
    number: &dyn Fn(u32) -> Option<u32>,
) {
    to.extend(b"<<");
    for (key, value) in dict {
        append_name(to, key);
        to.push(b' ');
        append_object(to, value, number);
    }
    to.extend(b">>");
}

fn append_name(to: &mut Vec<u8>, name: &[u8]) {
    to.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(byte) {
            to.push(*byte);
        } else {
            to.extend(format!("#{byte:02X}").as_bytes());
        }
    }
}
