package dev.tenk.platform.database;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads and writes as services do them. */
@ApplicationScoped
class Notes implements PanacheRepositoryBase<Note, UUID> {

  /** What a read found and which server answered. */
  record Found(@Nullable String text, int port) {}

  private final DataSource dataSource;

  Notes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Transactional
  UUID write(String text) {
    var note = new Note();
    note.id = UUID.randomUUID();
    note.text = text;
    persist(note);
    return note.id;
  }

  @ReadOnly
  Found read(UUID id) {
    return new Found(findByIdOptional(id).map(note -> note.text).orElse(null), port());
  }

  @ReadOnly(confirmAbsence = true)
  Optional<Found> find(UUID id) {
    return findByIdOptional(id).map(note -> new Found(note.text, port()));
  }

  @ReadOnly
  int server() {
    return port();
  }

  @Transactional
  int serverOfWrites() {
    return port();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int serverOfAnotherWrite() {
    return port();
  }

  @ReadOnly
  <T> T inReadScope(Supplier<T> body) {
    return body.get();
  }

  @Transactional
  <T> T inWrite(Supplier<T> body) {
    return body.get();
  }

  @ReadOnly
  void change(UUID id, String text) {
    findById(id).text = text;
  }

  @ReadOnly
  void changeInBulk(String text) {
    update("text = ?1", text);
  }

  @ReadOnly
  void lock(UUID id) {
    findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  @ReadOnly
  void insertByJdbc() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO note (id) VALUES (gen_random_uuid())")) {
      insert.executeUpdate();
    }
  }

  /** The port of Hibernate's connection, then that of a connection asked for beside it. */
  int[] servers() {
    int byHibernate = port();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT inet_server_port()");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new int[] {byHibernate, row.getInt(1)};
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return number("SELECT inet_server_port()");
  }

  int execute(String sql) {
    return getEntityManager().createNativeQuery(sql).executeUpdate();
  }

  int number(String sql) {
    return ((Number) getEntityManager().createNativeQuery(sql).getSingleResult()).intValue();
  }
}
