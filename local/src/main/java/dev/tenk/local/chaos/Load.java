package dev.tenk.local.chaos;

import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** People who upload without pause. */
final class Load {

  private final Suite suite;
  private final List<Uploader> uploaders = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load(Suite suite) {
    this.suite = suite;
  }

  /** Signs so many people up, who begin at once. */
  static Load start(Suite suite, int people) throws IOException, InterruptedException {
    var load = new Load(suite);
    for (int i = 0; i < people; i++) {
      var uploader = new Uploader(suite.url());
      uploader.signUp();
      load.uploaders.add(uploader);
      load.threads.add(Thread.ofVirtual().name("uploader-" + i).start(uploader));
    }
    return load;
  }

  List<Uploader> uploaders() {
    return uploaders;
  }

  /** Nobody begins another upload. */
  void stop() {
    uploaders.forEach(Uploader::stop);
  }

  /** Waits until all that was begun has ended, and writes the books. */
  Books books() throws IOException, InterruptedException, SQLException {
    for (Thread thread : threads) {
      thread.join();
    }
    return new Bookkeeper(suite, uploaders).close();
  }
}
