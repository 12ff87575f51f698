//! Archives, read as whoever opens them reads them: from the list at their end (APPNOTE 4.3.6).

use super::{deliver, text};
use crate::support::TestApp;

fn short(bytes: &[u8], at: usize) -> usize {
    u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()).into()
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

fn place(bytes: &[u8], at: usize) -> usize {
    usize::try_from(long(bytes, at)).unwrap()
}

/// The names and contents of an archive whose files are not packed. What is said twice is the same both times.
fn read(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = zip.len() - 22;
    assert_eq!((&zip[end..end + 4], short(zip, end + 20)), (b"PK\x05\x06".as_slice(), 0));
    let (count, mut at) = (short(zip, end + 10), place(zip, end + 16));
    assert_eq!((short(zip, end + 8), at + place(zip, end + 12)), (count, end), "the list ends where the end begins");
    let (mut files, mut next) = (Vec::new(), 0);
    for _ in 0..count {
        let listed = &zip[at..];
        assert_eq!(&listed[..4], b"PK\x01\x02");
        let (crc, size, start) = (long(listed, 16), place(listed, 24), place(listed, 42));
        assert_eq!((short(listed, 10), place(listed, 20)), (0, size), "not packed");
        assert_eq!(short(listed, 8) & 0x0800, 0x0800, "the name is UTF-8");
        let name = &listed[46..46 + short(listed, 28)];
        at += 46 + name.len() + short(listed, 30) + short(listed, 32);

        assert_eq!(start, next, "a file begins where the one before it ended");
        let local = &zip[start..];
        assert_eq!(&local[..4], b"PK\x03\x04");
        assert_eq!(local[6..14], listed[8..16], "flags, method and time");
        assert_eq!(&local[30..30 + short(local, 26)], name);
        let body = 30 + name.len() + short(local, 28);
        let content = &local[body..body + size];
        let mut sum = flate2::Crc::new();
        sum.update(content);
        let told = &local[body + size..];
        assert_eq!(&told[..4], b"PK\x07\x08");
        assert_eq!([crc, long(told, 4)], [sum.sum(); 2], "the checksum of the content");
        assert_eq!((place(told, 8), place(told, 12)), (size, size));
        next = start + body + size + 16;
        files.push((String::from_utf8(name.to_vec()).unwrap(), content.to_vec()));
    }
    assert_eq!((at, next), (end, end - place(zip, end + 12)), "nothing lies between");
    files
}

both! {
    /// What was chosen is unpacked as it was delivered, each under a name of its own, and nothing else with it.
    async fn a_selection_is_read_back_as_it_was_delivered(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let large: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        let given = [
            ("a.txt", b"first".to_vec()), ("A.txt", b"second".to_vec()), ("見積書.txt", "三".into()),
            ("x:y*.txt", b"PK\x01\x02 is no entry".to_vec()), ("film.bin", large.clone()),
        ];
        let mut ids = Vec::new();
        for (name, content) in given {
            ids.push(text(&deliver(&mia, &app.cast.acme, name, content).await["id"]).to_owned());
        }
        deliver(&mia, &app.cast.acme, "not chosen.txt", "x").await;
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("file", id.as_str())).collect();
        let zip = carla.post("/portal/files/zip", &fields).await.expect(200);
        let mut files = read(&zip.bytes);
        files.sort();
        let expected: [(&str, &[u8]); 5] = [
            ("A (2).txt", b"second"), ("a.txt", b"first"), ("film.bin", &large),
            ("x_y_.txt", b"PK\x01\x02 is no entry"), ("見積書.txt", "三".as_bytes()),
        ];
        assert_eq!(files.len(), expected.len());
        for ((name, content), (expected, bytes)) in files.iter().zip(expected) {
            assert!(name == expected && content == bytes, "{name} is not {expected} as it was delivered");
        }
    }
}
