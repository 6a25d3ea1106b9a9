-- Link codes that a person had here before their tie was made anew. None of them finds anybody's data; a permit or an ended
-- exchange that still has one is marked by whom it was (番号法23条2項). Forgotten when nothing can come under it any more.
create table earlier_codes (
  link_code text not null,
  person_ref text not null references people,
  replaced_at timestamptz not null,
  primary key (link_code, person_ref)
);
grant select, insert, delete on earlier_codes to {{run}};
