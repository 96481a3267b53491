-- Which of its owner's media shows an account; see docs/adr/0074-avatars-are-chosen-then-checked.md.
alter table account
  add column avatar        uuid,
  add column avatar_choice uuid;

comment on column account.avatar is 'a public medium of the account, as media-service knows it';
comment on column account.avatar_choice is 'asked for and not checked yet; shown to nobody';
