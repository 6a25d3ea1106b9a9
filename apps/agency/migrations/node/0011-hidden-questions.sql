-- Whether the core has our mark that the record of a question is withheld from its person: set when asking, or later, never taken back.
alter table inquiries add column is_hidden boolean not null default false;
grant update (is_hidden) on inquiries to {{run}};
create trigger inquiries_hide_once before update of is_hidden on inquiries for each row
  when (not new.is_hidden) execute function refuse_change();
