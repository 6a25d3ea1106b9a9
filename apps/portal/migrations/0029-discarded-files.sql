-- What nobody names any more stands on the disk for an hour yet, and is counted until it is gone for the account that put it there.
alter table prepared_filings
  -- Null in rows from before.
  add column account text references accounts on delete cascade,
  add column form_bytes integer not null default 0,
  add column signed_bytes integer not null default 0;
create index prepared_filings_account on prepared_filings (account);

create table discarded_files (
  file text primary key check (file ~ '^[0-9a-f]{64}$'),
  account text not null references accounts on delete cascade,
  size_bytes integer not null
);
create index discarded_files_account on discarded_files (account);

-- However a row goes: taken out, replaced, or with its draft. With its account nobody is left to count for.
create function count_discarded_paper() returns trigger language plpgsql as $$
begin
  insert into public.discarded_files (file, account, size_bytes)
  select old.file, account, old.size_bytes from public.accounts where account = old.account
  on conflict do nothing;
  return null;
end $$;
create trigger attachments_discarded after delete on attachments for each row execute function count_discarded_paper();
create trigger attachments_replaced after update on attachments for each row
  when (old.file <> new.file) execute function count_discarded_paper();

create function count_discarded_form() returns trigger language plpgsql as $$
begin
  insert into public.discarded_files (file, account, size_bytes)
  select d.file, account, d.size_bytes from public.accounts
  cross join (values (old.form_file, old.form_bytes), (old.signed_file, old.signed_bytes)) as d (file, size_bytes)
  where account = old.account and d.file is not null
    and (tg_op = 'DELETE' or d.file not in (new.form_file, coalesce(new.signed_file, '')))
  on conflict do nothing;
  return null;
end $$;
create trigger prepared_filings_discarded after delete or update on prepared_filings for each row
  execute function count_discarded_form();

grant select, insert, delete on discarded_files to {{run}};
grant update (account, form_bytes, signed_bytes) on prepared_filings to {{run}};
