-- Accounts. The bucket (0 to 4095) is part of the account's id; it comes first in every key, so that the same tables can be
-- distributed by it over many servers. Unique names live in tables of their own, which are partitioned by the name: no
-- foreign key crosses from one partitioning to the other.

create table account (
  bucket         smallint    not null check (bucket between 0 and 4095),
  id             uuid        not null,
  version        integer     not null,
  handle         text        not null check (length(handle) between 3 and 30),
  display_name   text        not null check (length(display_name) between 1 and 80),
  email          text        not null check (length(email) between 3 and 254),
  email_verified boolean     not null,
  password_hash  text        not null,
  roles          text[]      not null,
  created_at     timestamptz not null,
  primary key (bucket, id)
) partition by hash (bucket);

comment on column account.handle is 'as its owner writes it; unique in its canonical form by account_handle';
comment on column account.email is 'as its owner writes it; many accounts may claim an address until one has proved it';
comment on column account.password_hash is 'argon2id, PHC string format';

-- Who has which handle.
create table account_handle (
  canonical text collate "C" not null primary key,
  bucket    smallint         not null,
  account   uuid             not null
) partition by hash (canonical);

comment on column account_handle.canonical is 'the handle in NFKC, case-folded';

-- Who has proved to own which e-mail address.
create table verified_email (
  canonical text collate "C" not null primary key,
  bucket    smallint         not null,
  account   uuid             not null
) partition by hash (canonical);

comment on column verified_email.canonical is 'the address in NFKC, case-folded';

do $$
declare
  big_table text;
begin
  foreach big_table in array array['account', 'account_handle', 'verified_email'] loop
    for part in 0..15 loop
      execute format('create table %I partition of %I for values with (modulus 16, remainder %s)',
                     big_table || '_p' || lpad(part::text, 2, '0'), big_table, part);
    end loop;
  end loop;
end
$$;
