-- One vault an account, wrapped for each of its cards. A card that its account has not seen has no vault until the
-- citizen brings it there; a session of such a card holds the card's own key instead of the vault's.

-- The vault that a card without one may be brought to; empty before the first log-in made one.
alter table accounts add column vault text;
update accounts a set vault = (
  select c.vault from account_cards c where c.account = a.account order by c.last_used_at desc, c.fingerprint limit 1);

alter table account_cards alter column vault drop not null;
alter table account_cards alter column wrapped_key drop not null;
alter table account_cards add constraint account_cards_vault_whole check ((vault is null) = (wrapped_key is null));

-- Which card opened a session: several share a vault now.
alter table sessions add column fingerprint text;
update sessions s set fingerprint = (
  select c.fingerprint from account_cards c where c.account = s.account and c.vault = s.vault limit 1);
alter table sessions alter column fingerprint set not null;
alter table sessions alter column vault drop not null;

-- The vault once more, wrapped under a code that the citizen printed. One an account.
create table recovery_codes (
  account text primary key references accounts on delete cascade,
  vault text not null,
  salt bytea not null,
  wrapped_key bytea not null,
  made_at timestamptz not null
);

grant select, insert, update, delete on recovery_codes to {{run}};
