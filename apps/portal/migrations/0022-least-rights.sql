-- The role that runs may do what some statement of the program does, and no more: of each row it changes the columns that are
-- changed, and keeps hands off who it belongs to, what was asked of whom, and when it was made. `tests/network/run-role-rights.txt`
-- is the whole list.
revoke update, delete on accounts, account_cards, login_challenges, acquisitions, sessions, requests, inquiries, record_requests,
  recovery_codes, mails, email_confirmations, left_exchanges, drafts, held_pages, offers, newest_lists, card_challenges,
  shown_codes, limit_counts from {{run}};
grant delete on accounts, login_challenges, acquisitions, sessions, requests, inquiries, record_requests, recovery_codes, mails,
  email_confirmations, left_exchanges, drafts, held_pages, card_challenges, shown_codes, limit_counts to {{run}};

grant update (last_login_at, registered_at, email, vault) on accounts to {{run}};
grant update (last_used_at, issuer, vault, wrapped_key) on account_cards to {{run}};
grant update (challenge, expires_at, used_at) on login_challenges to {{run}};
grant update (state, reason, sealed_grant) on acquisitions to {{run}};
grant update (last_seen_at) on sessions to {{run}};
grant update (deleted_at) on requests to {{run}};
grant update (exchange, vault, ask_digest, state, reason, asked_at, not_after, changed_at, closed_at, sealed, is_closed_by_core,
  told_at, check_key, check_requested_at) on inquiries to {{run}};
grant update (sealed, refused_code) on record_requests to {{run}};
grant update (vault, salt, wrapped_key, made_at) on recovery_codes to {{run}};
grant update (recipient, due_at, tries, gave_up_at) on mails to {{run}};
grant update (email, asked_at, token_hash, expires_at) on email_confirmations to {{run}};
grant update (account, vault, browser_hash, revision, sealed, updated_at) on drafts to {{run}};
grant update (sealed, held_at) on held_pages to {{run}};
grant update (party, version, list, received_at) on offers to {{run}};
grant update (scope, number, this_update) on newest_lists to {{run}};
grant update (challenge, expires_at) on card_challenges to {{run}};
grant update (sealed, made_at) on shown_codes to {{run}};
grant update (count, until) on limit_counts to {{run}};
-- What was refused is sent again, or removed, by the operator.
grant delete on dead_letters to {{run}};
