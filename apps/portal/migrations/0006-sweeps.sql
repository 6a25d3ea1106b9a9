-- What the sweep looks for every minute is found without reading whole tables.
create index sessions_expires on sessions (expires_at);
create index accounts_unregistered on accounts (last_login_at) where registered_at is null;
