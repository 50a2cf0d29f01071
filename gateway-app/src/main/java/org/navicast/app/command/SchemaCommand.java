package org.navicast.app.command;

import java.util.concurrent.Callable;
import org.navicast.app.config.JsonSchema;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the JSON Schema of a configuration or a profile, for editors. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of a configuration or a profile, for editors.",
    footer = {"%nExample:", "  navicast schema configuration > configuration.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "OF", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Of of = Of.configuration;

  /** What it describes; in lower case, as they are typed. */
  enum Of {
    configuration,
    profile
  }

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.print(
        Json.pretty(
            switch (of) {
              case configuration -> JsonSchema.ofConfiguration(Drivers.load());
              case profile -> JsonSchema.ofProfile();
            }));
    return ExitCode.OK;
  }
}
