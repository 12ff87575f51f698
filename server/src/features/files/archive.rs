//! A zip archive that is made as it is sent: files are put into it as they are, one after another, and nothing of it is
//! ever held. Sizes and places beyond 4 GiB are written as APPNOTE 4.5.3 has it (ZIP64).

use std::collections::HashSet;
use std::io;

use bytes::Bytes;
use chrono::{Datelike, Timelike};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, stream};

use crate::entity::file;
use crate::storage::{Part, Storage};

const FULL: u64 = 0xffff_ffff;
/// Names are UTF-8, and the checksum follows the content.
const FLAGS: u16 = 0x0808;
/// What is needed to read it: ZIP64.
const VERSION: u16 = 45;

/// The archive of these files, in this order.
pub fn of(storage: Storage, files: Vec<file::Model>) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let names = distinct(&files);
    let sources = files.into_iter().zip(names);
    stream::try_unfold(
        (storage, sources, Archive::default(), None::<Open>),
        |(storage, mut sources, mut archive, open)| async move {
            if archive.closed {
                return Ok::<_, io::Error>(None);
            }
            if let Some(mut open) = open {
                return Ok(Some(match open.content.next().await {
                    Some(bytes) => {
                        let bytes = bytes?;
                        open.crc.update(&bytes);
                        open.size += bytes.len() as u64;
                        archive.offset += bytes.len() as u64;
                        (bytes, (storage, sources, archive, Some(open)))
                    }
                    None => (archive.end(open), (storage, sources, archive, None)),
                }));
            }
            let Some((file, name)) = sources.next() else {
                let last = archive.close();
                return Ok(Some((last, (storage, sources, archive, None))));
            };
            let content =
                storage.read(file.agency_id, file.upload_id, Part::Original, None).await.map_err(io::Error::other)?;
            let open =
                Open { entry: Entry::of(&file, name, archive.offset), content, crc: flate2::Crc::new(), size: 0 };
            let head = archive.begin(&open.entry);
            Ok(Some((head, (storage, sources, archive, Some(open)))))
        },
    )
}

/// Names that differ, also where case is not told: the second of a name is "name (2).ending".
fn distinct(files: &[file::Model]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut names = Vec::with_capacity(files.len());
    for file in files {
        let plain: String = file.name.chars().map(|c| if r#"<>:"|?*/\"#.contains(c) { '_' } else { c }).collect();
        let (stem, ending) =
            plain.rfind('.').filter(|dot| *dot > 0).map_or((plain.as_str(), ""), |dot| plain.split_at(dot));
        let mut name = plain.clone();
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}){ending}");
            number += 1;
        }
        names.push(name);
    }
    names
}

struct Entry {
    name: String,
    /// Date and time as DOS had them.
    date: u16,
    time: u16,
    /// What it is said to be; the header before the content needs to know whether it is large.
    large: bool,
    offset: u64,
    crc: u32,
    size: u64,
}

impl Entry {
    fn of(file: &file::Model, name: String, offset: u64) -> Self {
        let at = file.created_at;
        let year = u16::try_from((at.year() - 1980).clamp(0, 127)).unwrap_or_default();
        let part = |number: u32| u16::try_from(number).unwrap_or_default();
        Self {
            name,
            date: year << 9 | part(at.month()) << 5 | part(at.day()),
            time: part(at.hour()) << 11 | part(at.minute()) << 5 | part(at.second() / 2),
            large: u64::try_from(file.size).is_ok_and(|size| size >= FULL),
            offset,
            crc: 0,
            size: 0,
        }
    }
}

/// A file that is being put in.
struct Open {
    entry: Entry,
    content: BoxStream<'static, io::Result<Bytes>>,
    crc: flate2::Crc,
    size: u64,
}

#[derive(Default)]
struct Archive {
    offset: u64,
    entries: Vec<Entry>,
    closed: bool,
}

/// Numbers as zip writes them.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn short(mut self, number: u16) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn long(mut self, number: u32) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    fn huge(mut self, number: u64) -> Self {
        self.0.extend(number.to_le_bytes());
        self
    }

    /// A number that is said elsewhere where it is too large.
    fn fitting(self, number: u64) -> Self {
        self.long(u32::try_from(number).unwrap_or(u32::MAX))
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }
}

fn length(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX)
}

impl Archive {
    fn begin(&mut self, entry: &Entry) -> Bytes {
        let (size, extra) = match entry.large {
            true => (u32::MAX, Record::default().short(1).short(16).huge(0).huge(0).0),
            false => (0, Vec::new()),
        };
        let head = Record::default().long(0x0403_4b50).short(VERSION).short(FLAGS).short(0);
        let head = head.short(entry.time).short(entry.date).long(0).long(size).long(size);
        let head = head.short(length(entry.name.as_bytes())).short(length(&extra));
        self.put(head.bytes(entry.name.as_bytes()).bytes(&extra))
    }

    fn end(&mut self, open: Open) -> Bytes {
        let entry = Entry { crc: open.crc.sum(), size: open.size, ..open.entry };
        let told = Record::default().long(0x0807_4b50).long(entry.crc);
        let told = match entry.large {
            true => told.huge(entry.size).huge(entry.size),
            false => told.fitting(entry.size).fitting(entry.size),
        };
        self.entries.push(entry);
        self.put(told)
    }

    fn close(&mut self) -> Bytes {
        let start = self.offset;
        let mut all = Record::default();
        for entry in &self.entries {
            all = all.bytes(&listed(entry).0);
        }
        let size = all.0.len() as u64;
        let count = self.entries.len() as u64;
        if start >= FULL || count >= 0xffff {
            let end = start + size;
            all = all.long(0x0606_4b50).huge(44).short(VERSION).short(VERSION).long(0).long(0);
            all = all.huge(count).huge(count).huge(size).huge(start);
            all = all.long(0x0706_4b50).long(0).huge(end).long(1);
        }
        let few = u16::try_from(count).unwrap_or(u16::MAX);
        all = all.long(0x0605_4b50).short(0).short(0).short(few).short(few).fitting(size).fitting(start).short(0);
        self.closed = true;
        self.put(all)
    }

    fn put(&mut self, record: Record) -> Bytes {
        self.offset += record.0.len() as u64;
        record.0.into()
    }
}

/// What the list at the end says of a file.
fn listed(entry: &Entry) -> Record {
    let mut extra = Record::default();
    if entry.large || entry.size >= FULL {
        extra = extra.huge(entry.size).huge(entry.size);
    }
    if entry.offset >= FULL {
        extra = extra.huge(entry.offset);
    }
    if !extra.0.is_empty() {
        extra = Record::default().short(1).short(length(&extra.0)).bytes(&extra.0);
    }
    let size = if entry.large { FULL } else { entry.size };
    let record = Record::default().long(0x0201_4b50).short(VERSION).short(VERSION).short(FLAGS).short(0);
    let record = record.short(entry.time).short(entry.date).long(entry.crc).fitting(size).fitting(size);
    let record = record.short(length(entry.name.as_bytes())).short(length(&extra.0)).short(0).short(0).short(0);
    record.long(0).fitting(entry.offset).bytes(entry.name.as_bytes()).bytes(&extra.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    fn entry(name: &str, offset: u64, large: bool) -> Entry {
        Entry { name: name.into(), date: 0, time: 0, large, offset, crc: 0, size: 0 }
    }

    /// A file of this size that has been put in.
    fn put(archive: &mut Archive, name: &str, size: u64) -> (Bytes, Bytes) {
        let entry = entry(name, archive.offset, size >= FULL);
        let head = archive.begin(&entry);
        archive.offset += size;
        (head, archive.end(Open { entry, content: stream::empty().boxed(), crc: flate2::Crc::new(), size }))
    }

    /// The number of so many bytes that stands there, the lowest first.
    fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
        bytes[at..at + width].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }

    #[test]
    fn sizes_and_places_beyond_four_gibibytes_are_told_in_full() {
        let mut archive = Archive::default();
        let (head, told) = put(&mut archive, "film.mov", 5 * GIB);
        // Before the content its size is not known: it is said that it will be told, in eight bytes (4.5.3).
        assert_eq!((number(&head, 18, 4), number(&head, 22, 4)), (FULL, FULL));
        assert_eq!((number(&head, 28, 2), number(&head, 38, 2), number(&head, 40, 2)), (20, 1, 16));
        assert_eq!((told.len(), number(&told, 8, 8), number(&told, 16, 8)), (24, 5 * GIB, 5 * GIB));
        let second = archive.offset;
        assert_eq!(second, 5 * GIB + (head.len() + told.len()) as u64);
        let (_, told) = put(&mut archive, "notes.txt", 10);
        assert_eq!((told.len(), number(&told, 8, 4), number(&told, 12, 4)), (16, 10, 10));

        let start = archive.offset;
        let list = archive.close();
        assert_eq!((number(&list, 0, 4), number(&list, 74, 4)), (0x0201_4b50, 0x0201_4b50));
        assert_eq!((number(&list, 20, 4), number(&list, 24, 4), number(&list, 42, 4)), (FULL, FULL, 0));
        assert_eq!((number(&list, 30, 2), number(&list, 54, 2), number(&list, 56, 2)), (20, 1, 16));
        assert_eq!((number(&list, 58, 8), number(&list, 66, 8)), (5 * GIB, 5 * GIB));
        // The second is small and lies far behind.
        let (sizes, place) = ((number(&list, 94, 4), number(&list, 98, 4)), number(&list, 116, 4));
        assert_eq!((sizes, place), ((10, 10), FULL));
        assert_eq!((number(&list, 104, 2), number(&list, 129, 2), number(&list, 131, 2)), (12, 1, 8));
        assert_eq!(number(&list, 133, 8), second);

        // The end: where the list is, how long, and how many are on it (4.3.14), where that stands (4.3.15), and what
        // those read who know nothing of it (4.3.16).
        assert_eq!((number(&list, 141, 4), number(&list, 145, 8)), (0x0606_4b50, 44));
        assert_eq!((number(&list, 165, 8), number(&list, 173, 8)), (2, 2));
        assert_eq!((number(&list, 181, 8), number(&list, 189, 8)), (141, start));
        assert_eq!(
            (number(&list, 197, 4), number(&list, 205, 8), number(&list, 213, 4)),
            (0x0706_4b50, start + 141, 1)
        );
        assert_eq!((number(&list, 217, 4), number(&list, 227, 2)), (0x0605_4b50, 2));
        assert_eq!((number(&list, 229, 4), number(&list, 233, 4), list.len()), (141, FULL, 239));
    }

    #[test]
    fn what_is_small_is_told_as_every_reader_knows_it() {
        let mut archive = Archive::default();
        put(&mut archive, "notes.txt", FULL - 1);
        let list = archive.close();
        // The list itself begins beyond 4 GiB; the file neither does nor is as large.
        assert_eq!((number(&list, 20, 4), number(&list, 30, 2), number(&list, 42, 4)), (FULL - 1, 0, 0));
        assert_eq!(number(&list, 55, 4), 0x0606_4b50);
        let mut archive = Archive::default();
        put(&mut archive, "notes.txt", 10);
        let start = archive.offset;
        let list = archive.close();
        assert_eq!((number(&list, 55, 4), number(&list, 71, 4), list.len()), (0x0605_4b50, start, 77));
    }
}
