package payments.shift.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    "AccessDeniedException, may not be read or changed: allow sns:Publish to who runs this",
    "AuthorizationError, may not be read or changed: allow sns:Publish to who runs this",
    "KMSAccessDenied, needs a key: allow kms:Decrypt and kms:GenerateDataKey on it",
    "ExpiredToken, sign in again",
    "InvalidClientTokenId, sign in again",
    "ThrottlingException, AWS throttles sns:Publish",
    "NotFound, sns:Publish failed with NotFound: because"
  })
  void explain_shouldSayWhatToDo_byTheError(String code, String expected) {
    assertThat(
            CALL.explain(
                AwsServiceException.builder()
                    .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage("because").build())
                    .build()))
        .startsWith("a notice")
        .contains(expected);
  }

  @Test
  void explain_shouldSayWhy_whenNobodyAnswered() {
    assertThat(CALL.explain(SdkClientException.create("Unable to execute HTTP request: refused")))
        .isEqualTo(
            "a notice: sns:Publish was not answered: Unable to execute HTTP request: refused");
  }

  @Test
  void explain_shouldAskToSignIn_whenThereAreNoCredentials() {
    var nothing =
        AwsCredentialsProviderChain.of(
            SystemPropertyCredentialsProvider.create(), SystemPropertyCredentialsProvider.create());

    assertThatThrownBy(() -> CALL.answer(nothing::resolveCredentials))
        .isInstanceOf(ShiftException.class)
        .hasCauseInstanceOf(SdkException.class)
        .hasMessage("a notice: there are no credentials for AWS: sign in, or set AWS_PROFILE");
  }
}
