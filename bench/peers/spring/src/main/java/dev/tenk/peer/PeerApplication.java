package dev.tenk.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/** The read routes of Tenk: MVC on virtual threads, Spring Cache on Caffeine and Redis, JDBC. */
@SpringBootApplication
@EnableCaching
public class PeerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(PeerApplication.class, arguments);
  }
}
