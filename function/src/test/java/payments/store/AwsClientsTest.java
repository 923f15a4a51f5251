package payments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import payments.testing.AwsEndpoint;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** What really goes over the wire. */
class AwsClientsTest {
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private AwsEndpoint endpoint;

  @AfterEach
  void tearDown() {
    endpoint.close();
  }

  @Test
  void s3_shouldPutInOneRoundTripAndByPath_whenEndpointIsAnAddress() throws IOException {
    HttpServer server = server(200);
    try (S3Client s3 = new AwsClients("us-east-1").s3()) {
      s3.putObject(
          put -> put.bucket("logs").key("transactions/a!2Fb.json"), RequestBody.fromString("{}"));
    } finally {
      server.stop(0);
    }

    assertThat(requests).containsExactly("PUT /logs/transactions/a%212Fb.json expect=null");
  }

  @Test
  void dynamo_shouldTryTwiceAtMost_whenServiceFails() throws IOException {
    HttpServer server = server(500);
    try (DynamoDbClient dynamo = new AwsClients("us-east-1").dynamo()) {
      assertThatThrownBy(() -> get(dynamo)).isInstanceOf(SdkException.class);
    } finally {
      server.stop(0);
    }

    assertThat(requests).hasSize(2);
  }

  private static void get(DynamoDbClient dynamo) {
    dynamo.getItem(get -> get.tableName("t").key(Map.of("sessionId", AttributeValue.fromS("x"))));
  }

  private HttpServer server(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " expect="
                  + exchange.getRequestHeaders().getFirst("Expect"));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    endpoint = AwsEndpoint.at(server.getAddress().getPort());
    return server;
  }
}
