DROP TABLE notice_attachments;
DROP FUNCTION keep_notice_attachment();
