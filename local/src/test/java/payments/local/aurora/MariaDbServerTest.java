package payments.local.aurora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MariaDbServerTest {
  @Test
  void setup_shouldQuoteWhatComesFromTheSecret() {
    Cluster cluster =
        new Cluster("us-east-1", "c", "w", "r", 3306, "pay`ments", "ad'min", "a'b\\c");

    assertThat(MariaDbServer.setup(cluster, "127.0.1.1"))
        .isEqualTo(
            """
            -- on 127.0.1.1:3306
            CREATE DATABASE IF NOT EXISTS `pay``ments` CHARACTER SET utf8mb4;
            CREATE USER IF NOT EXISTS 'ad''min'@'%' IDENTIFIED BY 'a''b\\\\c';
            ALTER USER 'ad''min'@'%' IDENTIFIED BY 'a''b\\\\c';
            GRANT ALL PRIVILEGES ON *.* TO 'ad''min'@'%' WITH GRANT OPTION;
            """);
  }

  @Test
  void toString_shouldNotShowThePassword() {
    assertThat(new Cluster("us-east-1", "c", "w", "r", 3306, "d", "admin", "hidden").toString())
        .doesNotContain("hidden");
  }
}
