package dev.tenk.platform.database;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** Something to write and read. */
@Entity
class Note {
  @Id UUID id;
  String text;
}
