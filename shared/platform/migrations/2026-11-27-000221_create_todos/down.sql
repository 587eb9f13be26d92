DROP FUNCTION close_other_todos;
DROP FUNCTION close_todo;
DROP FUNCTION open_todo;
DROP TABLE todo_reads;
DROP TABLE todos;
DROP FUNCTION is_addressee;
