package dev.tenk.peer;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and media lie in a database each. */
@Configuration(proxyBeanMethods = false)
class Databases {

  @Bean
  @Primary
  @ConfigurationProperties("peer.users")
  HikariDataSource usersDataSource() {
    return new HikariDataSource();
  }

  @Bean(defaultCandidate = false)
  @ConfigurationProperties("peer.media")
  HikariDataSource mediaDataSource() {
    return new HikariDataSource();
  }

  @Bean
  JdbcClient users(HikariDataSource usersDataSource) {
    return JdbcClient.create(usersDataSource);
  }

  @Bean
  JdbcClient media(@Qualifier("mediaDataSource") HikariDataSource mediaDataSource) {
    return JdbcClient.create(mediaDataSource);
  }
}
