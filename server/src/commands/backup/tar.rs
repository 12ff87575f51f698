//! The little of the tar format (POSIX ustar) that a backup needs: plain files under plain names. What is read must be, bit
//! by bit, what would be written, so that there is no link, no other kind of entry and no second reading of a header.

/// Everything in a tar is made of these.
pub const BLOCK: usize = 512;
/// The two empty blocks at the end.
pub const END: u64 = 2 * BLOCK as u64;

/// The longest name.
const NAME: usize = 100;
/// Sizes beyond eleven octal digits are written in binary, as GNU tar does.
const OCTAL: u64 = 0o777_7777_7777;

/// The header of a file, or none where it cannot be said. `time` is in seconds since 1970.
pub fn header(name: &str, size: u64, time: u64) -> Option<[u8; BLOCK]> {
    if name.is_empty() || name.len() >= NAME || time > OCTAL {
        return None;
    }
    let mut block = [0; BLOCK];
    block[..name.len()].copy_from_slice(name.as_bytes());
    put(&mut block, 100, "0000600\0");
    put(&mut block, 108, "0000000\0");
    put(&mut block, 116, "0000000\0");
    if size <= OCTAL {
        put(&mut block, 124, &format!("{size:011o}\0"));
    } else {
        block[124] = 0x80;
        block[128..136].copy_from_slice(&size.to_be_bytes());
    }
    put(&mut block, 136, &format!("{time:011o}\0"));
    // The sum is taken as if blanks stood in its own place.
    put(&mut block, 148, "        ");
    put(&mut block, 156, "0");
    put(&mut block, 257, "ustar\x0000");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    put(&mut block, 148, &format!("{sum:06o}\0 "));
    Some(block)
}

fn put(block: &mut [u8; BLOCK], at: usize, text: &str) {
    block[at..at + text.len()].copy_from_slice(text.as_bytes());
}

/// The name and the size that a header says, where it is one of ours to the last bit.
pub fn parse(block: &[u8; BLOCK]) -> Option<(String, u64)> {
    let name = std::str::from_utf8(block.get(..NAME)?.split(|byte| *byte == 0).next()?).ok()?;
    let size = if block[124] == 0x80 {
        u64::from_be_bytes(block.get(128..136)?.try_into().ok()?)
    } else {
        octal(block.get(124..135)?)?
    };
    let time = octal(block.get(136..147)?)?;
    (header(name, size, time)? == *block).then(|| (name.to_owned(), size))
}

fn octal(digits: &[u8]) -> Option<u64> {
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}

/// How many bytes fill the last block of a file of this size.
pub fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or_default();
    if over == 0 { 0 } else { BLOCK - over }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_was_said() {
        for size in [0, 1, 511, 512, OCTAL, OCTAL + 1, 1 << 45] {
            let block = header("files/some/where", size, 1_800_000_000).unwrap();
            assert_eq!(parse(&block), Some(("files/some/where".to_owned(), size)), "{size}");
        }
        assert_eq!(header(&"n".repeat(100), 1, 0), None);
        assert_eq!(header("", 1, 0), None);
    }

    #[test]
    fn no_bit_of_a_header_may_be_another() {
        let block = header("database.sqlite", 4096, 1_800_000_000).unwrap();
        for at in 0..BLOCK {
            for bit in 0..8 {
                let mut other = block;
                other[at] ^= 1 << bit;
                assert_eq!(parse(&other), None, "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn blocks_are_filled() {
        assert_eq!([0, 1, 511, 512, 513].map(padding), [0, 511, 1, 0, 511]);
    }
}
