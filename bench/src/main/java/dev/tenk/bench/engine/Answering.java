package dev.tenk.bench.engine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Whether a server answers. */
public final class Answering {

  private static final int LIMIT_MILLIS = 2_000;

  private Answering() {}

  /** Asks once; false where there is no answer within two seconds, or another than 200. */
  public static boolean with200(URI url) {
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(LIMIT_MILLIS);
      connection.setReadTimeout(LIMIT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
