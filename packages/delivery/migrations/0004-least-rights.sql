-- What is to leave leaves as it was written: only when it is tried next changes. Of what came, only what its receipt said.
revoke update on outbox, inbox from {{run}};
grant update (attempts, next_attempt_at) on outbox to {{run}};
grant update (code) on inbox to {{run}};
-- Of what was refused the portal's operator sends again and removes; the other programs only keep it.
revoke delete on dead_letters from {{run}};
