//! Pictures that are shown, and pictures that are not.

use super::*;

/// The smallest whole pictures of each kind.
fn whole() -> [(Kind, Vec<u8>); 4] {
    let png = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\x36\x88\x49\xd6".as_slice(),
        b"\0\0\0\0IEND\xaeB`\x82",
    ];
    let jpeg = [
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice(),
        b"\xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\xff\xd9",
    ];
    let webp = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x01\x80\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07";
    let gif = b"GIF89a\x02\0\x03\0\0\0\0\x2c\0\0\0\0\x02\0\x03\0\0\x02\x02\x44\x01\0\x3b";
    [
        (Kind::Png, png.concat()),
        (Kind::Jpeg, jpeg.concat()),
        (Kind::WebP, webp.to_vec()),
        (Kind::Gif, gif.to_vec()),
    ]
}

#[test]
fn a_picture_is_what_its_first_bytes_say() {
    for (kind, bytes) in whole() {
        let picture = look(bytes).expect("a whole picture");
        assert_eq!(picture.kind, kind);
        assert_eq!(picture.width, 2, "{kind:?}");
    }
}

#[test]
fn a_picture_that_was_cut_off_is_left_out() {
    for (kind, bytes) in whole() {
        let cut = bytes[..bytes.len() - 3].to_vec();
        assert!(look(cut).is_err(), "{kind:?} without its end");
        assert!(look(bytes[..12.min(bytes.len())].to_vec()).is_err(), "{kind:?} without its size");
    }
}

#[test]
fn what_is_no_picture_is_left_out() {
    for bytes in [b"".as_slice(), b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"BM\0\0", b"<html>"] {
        assert_eq!(look(bytes.to_vec()), Err(LeftOut::OtherKind));
    }
}

#[test]
fn a_small_file_of_a_huge_picture_is_left_out() {
    let [(_, mut png), ..] = whole();
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(look(png), Err(LeftOut::TooLarge));
    let [(_, mut png), ..] = whole();
    png[16..20].copy_from_slice(&0_u32.to_be_bytes());
    assert_eq!(look(png), Err(LeftOut::Broken), "no width at all");
    assert_eq!(look(vec![0; 5 << 20]), Err(LeftOut::TooLarge), "five megabytes, whatever they are");
}
