package dev.tenk.platform.openapi;

import dev.tenk.platform.http.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to each operation of an API's description how it refuses: what follows from its security,
 * its parameters and its body need not be said at every method, and each refusal is a {@link
 * Problem}. What a method says itself stays as it is.
 *
 * <p>Runs when a service is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedRefusals implements OASFilter {

  private static final String SCHEMA = "Problem";
  private static final String JSON = "application/json";

  /** What the scanner says of whatever has security; true only where there is a role. */
  private static final String SCANNED_FORBIDDEN = "Not Allowed";

  private static final List<String> SCANNED =
      List.of("Not Authorized", SCANNED_FORBIDDEN, "Bad Request");

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
      return;
    }
    for (PathItem path : api.getPaths().getPathItems().values()) {
      path.getOperations().values().forEach(operation -> describe(path, operation));
    }
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema(SCHEMA, problem());
  }

  private static void describe(PathItem path, Operation operation) {
    APIResponses answers = Objects.requireNonNull(operation.getResponses());
    removeScanned(answers);
    boolean secured = operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    if (secured) {
      add(answers, 401, "No valid access token");
    }
    if (secured && needsRole(operation)) {
      add(answers, 403, "Not in the caller's roles");
    }
    List<Parameter> parameters = parameters(path, operation);
    if (parameters.stream().anyMatch(DescribedRefusals::isParsed)) {
      add(answers, 400, "A parameter is malformed");
    }
    if (parameters.stream().anyMatch(DescribedRefusals::isBounded)) {
      add(answers, 422, "A parameter is missing or out of its bounds");
    }
    if (takes(operation)) {
      add(answers, 400, "The body is malformed");
      add(answers, 413, "The body is over its limit");
      add(answers, 415, "The body is of another media type");
    }
    if (takesJson(operation)) {
      add(answers, 422, "A field is not acceptable");
    }
    answers
        .getAPIResponses()
        .forEach(
            (status, answer) -> {
              if (status.startsWith("4") || status.startsWith("5")) {
                answer.setContent(content());
              }
            });
  }

  private static void removeScanned(APIResponses answers) {
    answers.getAPIResponses().entrySet().stream()
        .filter(answer -> SCANNED.contains(answer.getValue().getDescription()))
        .map(answer -> answer.getKey())
        .toList()
        .forEach(answers::removeAPIResponse);
  }

  private static boolean needsRole(Operation operation) {
    return operation.getSecurity().stream()
        .flatMap(requirement -> requirement.getSchemes().values().stream())
        .anyMatch(scopes -> !scopes.isEmpty());
  }

  private static List<Parameter> parameters(PathItem path, Operation operation) {
    return Stream.of(path.getParameters(), operation.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .toList();
  }

  private static boolean isParsed(Parameter parameter) {
    Schema schema = parameter.getSchema();
    return schema.getRef() != null
        || schema.getFormat() != null
        || schema.getType() != null && !schema.getType().contains(SchemaType.STRING);
  }

  private static boolean isBounded(Parameter parameter) {
    return parameter.getIn() == Parameter.In.QUERY
        && (Boolean.TRUE.equals(parameter.getRequired())
            || parameter.getSchema().getMinimum() != null);
  }

  private static boolean takes(Operation operation) {
    return operation.getRequestBody() != null && operation.getRequestBody().getContent() != null;
  }

  private static boolean takesJson(Operation operation) {
    return takes(operation)
        && operation.getRequestBody().getContent().getMediaTypes().containsKey(JSON);
  }

  private static void add(APIResponses answers, int status, String description) {
    String key = Integer.toString(status);
    if (!answers.hasAPIResponse(key)) {
      APIResponse answer = OASFactory.createAPIResponse();
      answer.setDescription(description);
      answers.addAPIResponse(key, answer);
    }
  }

  private static Content content() {
    var type = OASFactory.createMediaType();
    type.setSchema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA));
    return OASFactory.createContent().addMediaType(Problem.CONTENT_TYPE, type);
  }

  private static Schema problem() {
    Schema error =
        object("What is wrong with one field")
            .addProperty("pointer", text("A JSON pointer into the body, or a parameter's name"))
            .addProperty("detail", text("What would be right"));
    return object("What went wrong (RFC 9457)")
        .addProperty("type", text("URN of the kind of problem, for programs to branch on"))
        .addProperty("title", text("The kind in words"))
        .addProperty("status", of(SchemaType.INTEGER, "The HTTP status"))
        .addProperty("detail", text("This occurrence in words"))
        .addProperty("instance", text("URN of the request, by which the log finds it"))
        .addProperty("errors", of(SchemaType.ARRAY, "Which fields are to blame").items(error))
        .required(List.of("type", "title", "status"));
  }

  private static Schema object(String description) {
    return of(SchemaType.OBJECT, description);
  }

  private static Schema text(String description) {
    return of(SchemaType.STRING, description);
  }

  private static Schema of(SchemaType type, String description) {
    return OASFactory.createSchema().type(List.of(type)).description(description);
  }
}
