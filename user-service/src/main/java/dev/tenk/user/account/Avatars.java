package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.picture.OwnPictures;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/**
 * The pictures that show accounts: media of media-service, which alone knows whether they may.
 *
 * <p>A choice is written down before media-service is asked about it, and shown after. So whatever
 * happens to the medium meanwhile is heard of: {@link #withdraw} finds the choice, and what was
 * withdrawn is not shown. Nothing is locked while media-service is asked. All methods block.
 */
@Singleton
class Avatars {

  private final AccountRepository accounts;
  private final OwnPictures pictures;
  private final Profiles profiles;
  private final ChangeConditions conditions;
  private final JsonRepresentations json;

  Avatars(
      AccountRepository accounts,
      OwnPictures pictures,
      Profiles profiles,
      ChangeConditions conditions,
      JsonRepresentations json) {
    this.accounts = accounts;
    this.pictures = pictures;
    this.profiles = profiles;
    this.conditions = conditions;
    this.json = json;
  }

  /**
   * Has the medium show the account; the same one again changes nothing.
   *
   * @throws ProblemException 404 the account is gone, 409 something else happened meanwhile, 412
   *     and 428 by the request's conditions, 422 it may not, 503 media-service does not answer
   */
  Me choose(ShardedId account, ShardedId medium) {
    Optional<Me> already = noteChoice(account, medium);
    if (already.isPresent()) {
      return already.get();
    }
    pictures.requirePublic(account, medium);
    return show(account, medium);
  }

  /** Writes the choice down; answers the account where it is shown so already. */
  @Transactional
  public Optional<Me> noteChoice(ShardedId id, ShardedId medium) {
    Account account = locked(id);
    if (medium.value().equals(account.avatar)) {
      account.avatarChoice = null;
      return Optional.of(Me.of(account));
    }
    account.avatarChoice = medium.value();
    return Optional.empty();
  }

  /** Shows what was chosen and found good. */
  @Transactional
  public Me show(ShardedId id, ShardedId medium) {
    Account account = locked(id);
    if (!medium.value().equals(account.avatarChoice)) {
      throw ProblemException.conflict(
          "avatar-changed",
          "/medium",
          "The picture was taken away, or another chosen, while this one was looked at.");
    }
    become(account, medium.value());
    return Me.of(account);
  }

  /** Has nothing show the account. */
  @Transactional
  public void remove(ShardedId id) {
    Account account = locked(id);
    account.avatarChoice = null;
    if (account.avatar != null) {
      account.avatar = null;
      profiles.changed(id);
    }
  }

  /** The medium may be shown no longer; whether an account had it or was about to. */
  @Transactional
  public boolean withdraw(ShardedId owner, UUID medium) {
    Account account = accounts.findForUpdate(owner).orElse(null);
    if (account == null) {
      return false;
    }
    boolean chosen = medium.equals(account.avatarChoice);
    if (chosen) {
      account.avatarChoice = null;
    }
    boolean shown = medium.equals(account.avatar);
    if (shown) {
      account.avatar = null;
      profiles.changed(owner);
    }
    return chosen || shown;
  }

  private void become(Account account, UUID medium) {
    account.avatar = medium;
    account.avatarChoice = null;
    profiles.changed(account.id());
  }

  private Account locked(ShardedId id) {
    Account account = accounts.findForUpdate(id).orElseThrow(MeResource::gone);
    conditions.check(json.of(Me.of(account), null));
    return account;
  }
}
