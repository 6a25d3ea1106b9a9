-- A certificate is revoked once, for the role that runs, too: nobody who holds its password takes a revocation back.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what stands in % is not changed like this', tg_table_name using errcode = 'insufficient_privilege';
end $$;

revoke update on certificates from {{run}};
grant update (revoked_at, revocation_reason) on certificates to {{run}};
create trigger certificates_revoke_once before update of revoked_at, revocation_reason on certificates for each row
  when ((old.revoked_at is not null or new.revoked_at is null)
    and (new.revoked_at, new.revocation_reason) is distinct from (old.revoked_at, old.revocation_reason))
  execute function refuse_change();
