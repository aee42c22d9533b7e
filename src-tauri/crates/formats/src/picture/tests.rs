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

/// A photograph as a telephone makes it: taken sideways, with its place, its camera, a remark, and more behind its end.
fn photograph(turned: u16) -> Vec<u8> {
    let drawn = image::RgbImage::from_fn(48, 16, |x, _| {
        if x < 24 { image::Rgb([200, 20, 20]) } else { image::Rgb([20, 20, 200]) }
    });
    let mut plain = std::io::Cursor::new(Vec::new());
    drawn.write_to(&mut plain, image::ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    let mut bytes = plain[..2].to_vec();
    let mut segment = |mark: u8, said: &[u8]| {
        bytes.extend([0xFF, mark]);
        bytes.extend(u16::try_from(said.len() + 2).unwrap().to_be_bytes());
        bytes.extend(said);
    };
    segment(0xE1, &exif(turned));
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>52,31N</exif:GPSLatitude>");
    segment(0xED, b"Photoshop 3.0\0 by Robin at home");
    segment(0xFE, b"taken with a Lumicam 3000");
    bytes.extend(&plain[2..]);
    bytes.extend(b"<script>moving picture</script>");
    bytes
}

/// Which way is up, the camera, and where it stood.
fn exif(turned: u16) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x03\0".to_vec();
    exif.extend(b"\x0F\x01\x02\0\x0D\0\0\0\x32\0\0\0");
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0");
    exif.extend(turned.to_le_bytes());
    exif.extend(b"\0\0\x25\x88\x04\0\x01\0\0\0\x40\0\0\0\0\0\0\0");
    exif.extend(b"Lumicam 3000\0\0");
    exif.extend(b"\x01\0\x01\0\x02\0\x0A\0\0\0\x52\0\0\0\0\0\0\0");
    exif.extend(b"52 31 12 N\0");
    exif
}

/// A PNG with a text chunk and one of camera data in it.
fn spoken_png() -> Vec<u8> {
    let mut plain = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(5, 4, image::Rgba([9, 99, 199, 80]))
        .write_to(&mut plain, image::ImageFormat::Png)
        .unwrap();
    let plain = plain.into_inner();
    // Behind the head, which is the first 33 bytes.
    let mut bytes = plain[..33].to_vec();
    for (kind, said) in
        [(b"tEXt", b"Comment\0taken with a Lumicam 3000".as_slice()), (b"eXIf", &exif(1)[6..])]
    {
        bytes.extend(u32::try_from(said.len()).unwrap().to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(said);
        bytes.extend(kind);
        bytes.extend(said);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes.extend(&plain[33..]);
    bytes
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Which corner is red: the photograph is red on the left as the camera held it.
fn red(picture: &Picture, x: u32, y: u32) -> bool {
    let point = image::load_from_memory(&picture.bytes).unwrap().to_rgb8().get_pixel(x, y).0;
    point[0] > point[2]
}

#[test]
fn nothing_comes_along_with_a_picture_that_is_not_seen() {
    for bytes in [photograph(1), photograph(6), spoken_png()] {
        assert!(holds(&bytes, "Lumicam") && holds(&bytes, "52 31 12 N"), "it was there");
        let bare = bare(&bytes).unwrap();
        for said in
            ["Lumicam", "52 31", "GPS", "Exif", "eXIf", "tEXt", "adobe", "Photoshop", "Robin", "script"]
        {
            assert!(!holds(&bare.bytes, said), "{:?} still says {said}", bare.kind);
        }
    }
}

#[test]
fn a_picture_is_turned_as_the_camera_was_held() {
    let upright = bare(&photograph(1)).unwrap();
    assert_eq!((upright.width, upright.height), (48, 16));
    assert!(red(&upright, 2, 8) && !red(&upright, 45, 8));
    let turned = bare(&photograph(6)).unwrap();
    assert_eq!((turned.width, turned.height), (16, 48), "what was the left is the top");
    assert!(red(&turned, 8, 2) && !red(&turned, 8, 45));
    let mirrored = bare(&photograph(2)).unwrap();
    assert!(!red(&mirrored, 2, 8) && red(&mirrored, 45, 8));
}

#[test]
fn a_bare_picture_stays_as_it_is_however_often_it_comes_back() {
    let see_through = image::RgbaImage::from_pixel(5, 4, image::Rgba([9, 99, 199, 80]));
    let as_kind = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        see_through.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let all = [
        (photograph(6), Kind::Jpeg),
        (spoken_png(), Kind::Png),
        (as_kind(image::ImageFormat::Gif), Kind::Png),
        (as_kind(image::ImageFormat::WebP), Kind::Png),
    ];
    for (bytes, kind) in all {
        let once = bare(&bytes).unwrap();
        assert_eq!(once.kind, kind);
        assert_eq!(bare(&once.bytes).unwrap(), once, "{kind:?}: a copy that comes back is the same picture");
        assert_eq!(kept(once.bytes.clone()).unwrap(), once, "and is known for what it is");
    }
    let png = image::load_from_memory(&bare(&spoken_png()).unwrap().bytes).unwrap().to_rgba8();
    assert_eq!(png.get_pixel(0, 0).0, [9, 99, 199, 80], "no point of it changes");
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for bytes in [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>".as_slice(),
        b"<html>",
        b"%PDF-1.7",
        b"",
        heic,
    ] {
        assert_eq!(bare(bytes), Err(LeftOut::OtherKind));
    }
    for bytes in [photograph(1), spoken_png()] {
        let broken = bare(&bytes[..60]);
        assert!(matches!(broken, Err(LeftOut::Broken)), "{broken:?}");
    }
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_room_is_made_for_it() {
    let bomb = |width: u32, height: u32| {
        let mut png = spoken_png();
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        let mut sum = flate2::Crc::new();
        sum.update(&png[12..29]);
        png[29..33].copy_from_slice(&sum.sum().to_be_bytes());
        png
    };
    assert_eq!(bare(&bomb(60_000, 60_000)), Err(LeftOut::TooLarge));
    assert_eq!(bare(&bomb(2_000_000, 2)), Err(LeftOut::TooLarge), "long and thin");
    assert!(bare(&bomb(0, 4)).is_err(), "no width at all");
    assert_eq!(bare(&bomb(6_000, 6_000)), Err(LeftOut::Broken), "a size that may be, and no points for it");
    assert_eq!(bare(&vec![0xFF; 20_000_001]), Err(LeftOut::TooLarge), "whatever it is");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn damage_anywhere_is_refused_or_drawn(at in 0_usize..2_000, turn in 1_u8.., png in proptest::bool::ANY) {
        let mut bytes = if png { spoken_png() } else { photograph(6) };
        let at = at % bytes.len();
        bytes[at] ^= turn;
        if let Ok(drawn) = bare(&bytes) {
            proptest::prop_assert_eq!(bare(&drawn.bytes).unwrap(), drawn);
        }
    }
}

#[test]
fn several_pictures_at_once_are_drawn_one_after_another() {
    let photograph = photograph(6);
    std::thread::scope(|scope| {
        let drawn: Vec<_> = (0..6).map(|_| scope.spawn(|| bare(&photograph).unwrap())).collect();
        let drawn: Vec<Picture> = drawn.into_iter().map(|one| one.join().unwrap()).collect();
        assert!(drawn.iter().all(|one| *one == drawn[0]), "each of them whole");
    });
    assert_eq!(super::bare::count::most(), 1, "the memory of one is the memory of all");
}
