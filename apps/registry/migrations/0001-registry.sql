-- 本人確認情報 of the sandbox's residents. Only the registry holds it.
create table residents (
  resident_code text primary key check (resident_code ~ '^[0-9]{11}$'),
  subject text not null unique,
  name text not null,
  address text not null,
  birth_date date not null,
  sex text not null check (sex in ('1', '2', '3')),
  imported_at timestamptz not null
);

create table certificates (
  fingerprint text primary key,
  serial text not null,
  profile text not null check (profile in ('authentication', 'signing')),
  resident_code text not null references residents,
  certificate bytea not null,
  issued_at timestamptz not null,
  not_after timestamptz not null,
  revoked_at timestamptz,
  revocation_reason text,
  unique (profile, serial)
);
create index certificates_of_resident on certificates (resident_code);
create index certificates_revoked on certificates (profile) where revoked_at is not null;

-- Every statement that a mandate was made of, so that the same one never makes a second.
create table presentations (
  statement_digest bytea primary key,
  fingerprint text not null references certificates,
  party text not null,
  presented_at timestamptz not null
);

create sequence crl_number;

grant select, insert on residents, presentations to {{run}};
grant select, insert, update on certificates to {{run}};
grant usage on sequence crl_number to {{run}};
