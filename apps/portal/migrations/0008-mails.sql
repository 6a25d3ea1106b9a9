-- Mails on their way: who gets one and of which kind. The words are made when it is sent, and so is the link of a
-- confirmation: neither a text nor a token stands here.
create table mails (
  mail text primary key,
  kind text not null check (kind in ('arrived', 'confirm-email', 'left')),
  account text references accounts on delete cascade,
  recipient text not null,
  -- Of 'arrived': how many results.
  count integer,
  made_at timestamptz not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  -- No more is tried; the recipient is wiped, and the row is left to be counted.
  gave_up_at timestamptz
);
create index mails_due on mails (due_at) where gave_up_at is null;
create index mails_gave_up on mails (gave_up_at) where gave_up_at is not null;

-- An address that was given and not confirmed yet: `accounts.email` is used, this is not.
create table email_confirmations (
  account text primary key references accounts on delete cascade,
  email text not null,
  asked_at timestamptz not null,
  -- Of the link that was sent last; empty until a mail left.
  token_hash bytea unique,
  expires_at timestamptz
);
create index email_confirmations_asked on email_confirmations (asked_at);

-- Nobody opened a link for the addresses that are there: they are not used before somebody does.
insert into email_confirmations (account, email, asked_at)
  select account, email, now() from accounts where email is not null;
update accounts set email = null where email is not null;

-- What somebody had asked who left meanwhile: the core's word about it is taken and changes nothing.
create table left_exchanges (
  exchange text primary key,
  left_at timestamptz not null
);
create index left_exchanges_left on left_exchanges (left_at);

grant select, insert, update, delete on mails, email_confirmations, left_exchanges to {{run}};
