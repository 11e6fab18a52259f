//! A number into a small picture: an SVG drawing or a PNG image that decoders accept.

const WIDTH: u32 = 160;
const HEIGHT: u32 = 90;

/// A drawing of a device; `number` moves its parts.
pub(crate) fn svg(number: usize) -> String {
    let x = 20 + number % 40;
    let y = 15 + number / 40 % 25;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"6\" fill=\"#e6f0f2\"/>\n\
         <rect x=\"{x}\" y=\"{y}\" width=\"60\" height=\"40\" rx=\"4\" fill=\"#0b5563\"/>\n\
         <circle cx=\"{}\" cy=\"{}\" r=\"12\" fill=\"#c8553d\"/>\n\
         <path d=\"M10 80h140\" stroke=\"#1c1c1c\" stroke-width=\"2\"/>\n\
         </svg>\n",
        x + 50,
        y + 30,
    )
}

/// A grey gradient of 160 by 90 pixels, some 15 kB: stored without compression (PNG, third
/// edition; zlib: RFC 1950; deflate: RFC 1951, section 3.2.4).
pub(crate) fn png(number: usize) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..HEIGHT {
        pixels.push(0);
        pixels.extend((0..WIDTH).map(|x| shade(x + y * 2, number)));
    }
    let mut header = Vec::new();
    header.extend(WIDTH.to_be_bytes());
    header.extend(HEIGHT.to_be_bytes());
    // Eight bits, grey, deflate, the usual filters, not interlaced.
    header.extend([8, 0, 0, 0, 0]);

    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    push_chunk(&mut file, *b"IHDR", &header);
    push_chunk(&mut file, *b"IDAT", &stored(&pixels));
    push_chunk(&mut file, *b"IEND", &[]);
    file
}

fn shade(place: u32, number: usize) -> u8 {
    let turned = place as usize + number * 7;
    u8::try_from(turned % 256).expect("a remainder of 256 is a byte")
}

fn push_chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("the pictures are small");
    let named = [&name[..], data].concat();
    file.extend(length.to_be_bytes());
    file.extend(&named);
    file.extend(crc32(&named).to_be_bytes());
}

fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("the pictures fit into one stored block");
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(data);
    stream.extend(adler32(data).to_be_bytes());
    stream
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

fn adler32(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    (high << 16) | low
}
