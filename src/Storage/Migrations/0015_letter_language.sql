-- In which language somebody reads letters: what the reader has chosen by answering in it, or staff have said. No row = nobody knows.
create table directory_private.letter_language (
  -- In lower case.
  email text primary key check (char_length(email) between 3 and 254),
  language text not null check (language in ('en', 'es', 'ht', 'ar')),
  said_at timestamptz not null
);
grant select, insert, update, delete on directory_private.letter_language to rm_staff;
