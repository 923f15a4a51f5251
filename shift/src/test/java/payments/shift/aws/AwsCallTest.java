package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.shift.cutover.BlockedException;
import payments.shift.cutover.ShiftException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsCallTest {
  private static final AwsCall CALL = new AwsCall("sns:Publish", "a notice");

  @ParameterizedTest
  @CsvSource({
    "true, AccessDeniedException, may not be read or changed: allow sns:Publish to who runs this",
    "true, AuthorizationError, may not be read or changed: allow sns:Publish to who runs this",
    "true, KMSAccessDenied, needs a key: allow kms:Decrypt and kms:GenerateDataKey on it",
    "true, ExpiredToken, sign in again",
    "true, InvalidClientTokenId, sign in again",
    "false, ThrottlingException, AWS throttles sns:Publish",
    "false, NotFound, sns:Publish failed with NotFound: because"
  })
  void failure_shouldSayWhatToDo_byTheError(boolean blocked, String code, String expected) {
    assertThat(
            CALL.failure(
                AwsServiceException.builder()
                    .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage("because").build())
                    .build()))
        .hasMessageStartingWith("a notice")
        .hasMessageContaining(expected)
        .isExactlyInstanceOf(blocked ? BlockedException.class : ShiftException.class);
  }

  @Test
  void failure_shouldSayWhy_whenNobodyAnswered() {
    assertThat(CALL.failure(SdkClientException.create("Unable to execute HTTP request: refused")))
        .isExactlyInstanceOf(ShiftException.class)
        .hasMessage(
            "a notice: sns:Publish was not answered: Unable to execute HTTP request: refused");
  }

  @Test
  void answer_shouldBeOneThatCanBeAskedForAgain_whateverTheCallFailsWith() {
    assertThatThrownBy(
            () ->
                CALL.answer(
                    () -> {
                      throw new NullPointerException("inputStream is null");
                    }))
        .isExactlyInstanceOf(ShiftException.class)
        .hasCauseInstanceOf(NullPointerException.class)
        .hasMessage(
            "a notice: sns:Publish was not answered: java.lang.NullPointerException: inputStream is null");
  }

  @Test
  void answer_shouldKeepWhatIsSaidAlready() {
    var said = new BlockedException("the stack shared has no output");

    assertThatThrownBy(
            () ->
                CALL.answer(
                    () -> {
                      throw said;
                    }))
        .isSameAs(said);
  }

  @Test
  void answer_shouldAskToSignIn_whenThereAreNoCredentials() {
    var nothing =
        AwsCredentialsProviderChain.of(
            SystemPropertyCredentialsProvider.create(), SystemPropertyCredentialsProvider.create());

    assertThatThrownBy(() -> CALL.answer(nothing::resolveCredentials))
        .isInstanceOf(BlockedException.class)
        .hasCauseInstanceOf(SdkException.class)
        .hasMessage("a notice: there are no credentials for AWS: sign in, or set AWS_PROFILE");
  }
}
