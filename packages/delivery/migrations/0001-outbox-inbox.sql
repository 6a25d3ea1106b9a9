-- The record of what leaves and what came. A message leaves the outbox only on the receiver's signed receipt.
create table outbox (
  message_id text primary key,
  recipient text not null,
  name text not null,
  -- The exchange a message belongs to, where it does: for telling people that something waits.
  reference text,
  envelope bytea not null,
  not_after timestamptz not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null
)
-- Envelopes are signed and mostly sealed: they do not compress, and rows live for a moment. Keep them in one piece.
with (toast_tuple_target = 8160);
create index outbox_due on outbox (recipient, next_attempt_at);

-- Refused, or never delivered in time. Kept for an operator, never sent again by itself.
create table dead_letters (
  message_id text primary key,
  recipient text not null,
  name text not null,
  reference text,
  envelope bytea not null,
  not_after timestamptz not null,
  code text not null,
  died_at timestamptz not null
);

-- Every message that was taken in, by sender and id, with what the receipt said. Kept past the message's life.
create table inbox (
  sender text not null,
  message_id text not null,
  name text not null,
  code text,
  received_at timestamptz not null,
  not_after timestamptz not null,
  primary key (sender, message_id)
);
create index inbox_not_after on inbox (not_after);

grant select, insert, update, delete on outbox to {{run}};
grant select, insert, delete on dead_letters to {{run}};
grant select, insert, update, delete on inbox to {{run}};
