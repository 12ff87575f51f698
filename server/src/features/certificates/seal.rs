use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};
use ring::digest;

use super::record::Record;
use crate::error::{Error, Result};
use crate::pdf::{self, Attachment, Document};
use crate::signing::{SIGNATURE_LENGTH, Signer, signed};

/// The attachment that holds the record.
const RECORD: &str = "certificate.json";
/// The attachment that holds the signatures.
const SIGNATURES: &str = "signature.txt";
/// What the signature of the whole file begins with, so that it can stand for nothing else.
const WHOLE: &[u8] = b"approval-certificate-pdf/1\n";

/// A certificate that was opened, with what its signatures are worth.
#[derive(Debug)]
pub struct Opened {
    pub record: Record,
    /// The key that it says it was signed with.
    pub key: String,
    /// Whether the record is as it was signed with that key.
    pub record_signed: bool,
    /// Whether every byte of the file is.
    pub file_signed: bool,
}

/// The document with the record and its signatures in it, as bytes.
///
/// # Errors
/// When it cannot be laid out.
pub async fn sealed(mut document: Document, record: &Record, signer: &Signer) -> Result<Vec<u8>> {
    let json = serde_json::to_vec(record).map_err(Error::internal)?;
    let blank = "0".repeat(SIGNATURE_LENGTH);
    let signatures = format!("ed25519\nkey {}\nrecord {}\ndocument {blank}\n", signer.public_key(), signer.sign(&json));
    document.attach(Attachment {
        name: RECORD.into(),
        media_type: "application/json",
        description: "All that this certificate says, for programs".into(),
        content: json,
        plain: false,
    });
    document.attach(Attachment {
        name: SIGNATURES.into(),
        media_type: "text/plain",
        description: "The agency's signatures of the record and of this document".into(),
        content: signatures.into_bytes(),
        plain: true,
    });
    let mut bytes = pdf::render(document).await?;
    let place = place(&bytes, &blank).ok_or_else(|| Error::internal(anyhow::anyhow!("no place for a signature")))?;
    let signature = signer.sign(&whole(&bytes));
    bytes[place..place + SIGNATURE_LENGTH].copy_from_slice(signature.as_bytes());
    Ok(bytes)
}

/// What is signed of a file whose own signature is blank.
fn whole(blank: &[u8]) -> Vec<u8> {
    [WHOLE, digest::digest(&digest::SHA256, blank).as_ref()].concat()
}

/// Where the file's signature stands, if it stands there once.
fn place(bytes: &[u8], signature: &str) -> Option<usize> {
    let line = format!("\ndocument {signature}\n");
    let mut places = bytes.windows(line.len()).enumerate().filter(|(_, part)| *part == line.as_bytes());
    let (first, _) = places.next()?;
    places.next().is_none().then_some(first + "\ndocument ".len())
}

/// Opens a certificate. Nothing of it is believed; what its signatures are worth is said beside it.
///
/// # Errors
/// [`Error::Malformed`] when this is no certificate.
pub fn open(bytes: &[u8]) -> Result<Opened> {
    let attached = attachments(bytes).ok_or_else(|| Error::Malformed("this is no PDF that can be read".into()))?;
    let attachment =
        |name: &str| attached.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_slice());
    let foreign = || Error::Malformed("this PDF is no certificate: it holds no signed record".into());
    let (json, signatures) = attachment(RECORD).zip(attachment(SIGNATURES)).ok_or_else(foreign)?;
    let record = serde_json::from_slice(json)
        .map_err(|error| Error::Malformed(format!("the record in this certificate cannot be read: {error}")))?;
    let text = std::str::from_utf8(signatures).map_err(|_| foreign())?;
    let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let (key, of_record) = line("key").zip(line("record")).ok_or_else(foreign)?;
    let of_file = line("document").filter(|signature| signature.len() == SIGNATURE_LENGTH);
    let file_signed = of_file.and_then(|signature| Some((signature, place(bytes, signature)?)));
    let file_signed = file_signed.is_some_and(|(signature, place)| {
        let mut blank = bytes.to_vec();
        blank[place..place + SIGNATURE_LENGTH].fill(b'0');
        signed(key, &whole(&blank), signature)
    });
    Ok(Opened { record, key: key.to_owned(), record_signed: signed(key, json, of_record), file_signed })
}

/// The files within a PDF.
fn attachments(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let Some(files) = catalog.get::<Dict<'_>>(b"Names").and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles"))
    else {
        return Some(Vec::new());
    };
    let mut found = Vec::new();
    collect(&files, 0, &mut found);
    Some(found)
}

/// What hangs on a node of the tree of names (ISO 32000-1, 7.9.6).
fn collect(node: &Dict<'_>, depth: u8, found: &mut Vec<(String, Vec<u8>)>) {
    if depth > 8 {
        return;
    }
    for kid in node.get::<Array<'_>>(b"Kids").iter().flat_map(|kids| kids.iter::<Dict<'_>>()) {
        collect(&kid, depth + 1, found);
    }
    let Some(names) = node.get::<Array<'_>>(b"Names") else { return };
    let mut names = names.flex_iter();
    while let Some(name) = names.next::<PdfString<'_>>() {
        let Some(file) = names.next::<Dict<'_>>() else { return };
        let stream = file.get::<Dict<'_>>(b"EF").and_then(|held| held.get::<Stream<'_>>(b"F"));
        if let Some(content) = stream.and_then(|stream| Some(stream.decoded().ok()?.into_owned())) {
            found.push((String::from_utf8_lossy(name.as_bytes()).into_owned(), content));
        }
    }
}
