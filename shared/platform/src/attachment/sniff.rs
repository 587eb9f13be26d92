//! What a file is, by its content. Its name must say the same: a program called `photo.jpg` is no photo.

use actix_web::http::StatusCode;

use crate::Problem;

/// So much of a file's beginning tells what it is.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// A type that may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileType {
    /// Media type.
    pub media: &'static str,
    /// What it is called.
    label: &'static str,
    /// Endings of its file names.
    endings: &'static [&'static str],
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

const ALLOWED: [FileType; 11] = [
    of("image/jpeg", "JPEG 图片", &["jpg", "jpeg"]),
    of("image/png", "PNG 图片", &["png"]),
    of("image/gif", "GIF 图片", &["gif"]),
    of("image/webp", "WebP 图片", &["webp"]),
    of("application/pdf", "PDF 文件", &["pdf"]),
    of(WORD, "Word 文档", &["docx"]),
    of(SHEET, "Excel 工作簿", &["xlsx"]),
    of(SLIDES, "PowerPoint 演示文稿", &["pptx"]),
    of("application/msword", "Word 97 文档", &["doc"]),
    of("application/vnd.ms-excel", "Excel 97 工作簿", &["xls"]),
    of("application/vnd.ms-powerpoint", "PowerPoint 97 演示文稿", &["ppt"]),
];

const fn of(media: &'static str, label: &'static str, endings: &'static [&'static str]) -> FileType {
    FileType { media, label, endings }
}

/// Whether the page can show it without anything else: pictures and PDF.
pub(crate) fn is_shown(media: &str) -> bool {
    media.starts_with("image/") || media == "application/pdf"
}

/// The type of a file from its first bytes, refused where it is none that may be attached or its name says another.
pub(super) fn sniff(name: &str, head: &[u8]) -> Result<FileType, Problem> {
    let refuse = |code: &str, detail: String| Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, code, detail));
    if head.is_empty() {
        return refuse("file_empty", format!("文件「{name}」是空的"));
    }
    let found = office_document(head).or_else(|| infer::get(head).map(|kind| kind.mime_type()));
    let Some(kind) = ALLOWED.iter().find(|kind| Some(kind.media) == found) else {
        let what = found.map_or_else(|| "认不出来的内容".to_owned(), |media| format!("{media} 类型的内容"));
        return refuse(
            "file_type_refused",
            format!("文件「{name}」是{what}，不能作附件：可以上传图片（JPEG、PNG、GIF、WebP）、PDF、Word、Excel 和 PowerPoint 文件"),
        );
    };
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default();
    if kind.endings.contains(&ending.as_str()) {
        return Ok(*kind);
    }
    let detail = format!(
        "文件「{name}」的内容是{}，与扩展名不符（应为 .{}）：请确认文件没有拿错，改正文件名后再上传",
        kind.label,
        kind.endings.join("、.")
    );
    refuse("file_type_mismatch", detail)
}

/// Word, Excel and PowerPoint files are ZIP archives, whose parts come in an order that differs between programs: the
/// folders of the parts within the head tell which it is.
fn office_document(head: &[u8]) -> Option<&'static str> {
    const HEADER: &[u8] = b"PK\x03\x04";
    const NAME_AT: usize = 30;
    if !head.starts_with(HEADER) {
        return None;
    }
    let starts = head.windows(HEADER.len()).enumerate().filter(|(_, bytes)| *bytes == HEADER);
    starts.filter_map(|(start, _)| head.get(start + NAME_AT..)).find_map(|name| {
        let folders: [(&[u8], _); 3] = [(b"word/", WORD), (b"xl/", SHEET), (b"ppt/", SLIDES)];
        folders
            .into_iter()
            .find(|(folder, _)| name.starts_with(folder))
            .map(|(_, media)| media)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj";

    fn code(name: &str, head: &[u8]) -> String {
        sniff(name, head).map_or_else(|problem| problem.code().to_owned(), |kind| kind.media.to_owned())
    }

    fn workbook() -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(b"<x/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_content_decides_and_the_name_must_agree() {
        for (name, head, expected) in [
            ("现场.png", PNG, "image/png"),
            ("现场.PNG", PNG, "image/png"),
            ("批复.pdf", PDF, "application/pdf"),
            ("批复.png", PDF, "file_type_mismatch"),
            ("批复", PDF, "file_type_mismatch"),
            ("照片.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
            ("程序.jpg", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "file_type_refused"),
            ("程序.pdf", b"MZ\x90\0\x03\0\0\0", "file_type_refused"),
            ("页面.pdf", b"<!DOCTYPE html><script>", "file_type_refused"),
            ("图.png", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "file_type_refused"),
            ("说明.txt", "说明".as_bytes(), "file_type_refused"),
            ("空.pdf", b"", "file_empty"),
        ] {
            assert_eq!(code(name, head), expected, "{name}");
        }
        let workbook = workbook();
        assert_eq!(code("对账.xlsx", &workbook), SHEET);
        assert_eq!(code("对账.docx", &workbook), "file_type_mismatch");
        // As the platform itself writes them, with the document's properties first.
        let exported = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
        assert_eq!(code("导出.xlsx", &exported[..exported.len().min(HEAD_BYTES)]), SHEET);
        assert_eq!(code("对账.zip", b"PK\x03\x04\x14\0\0\0\0\0"), "file_type_refused");
    }
}
