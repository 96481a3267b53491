package dev.tenk.user.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code account_handle}: who has which handle. */
@Entity
@Table(name = "account_handle")
class AccountHandle {

  @Id String canonical;

  short bucket;

  UUID account;
}
