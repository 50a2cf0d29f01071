package org.navicast.app.session;

import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.input.InputEvent;

/**
 * Hears what devices say and what their drivers make of it, without keeping anything.
 *
 * @param isWanted asked before anything is copied
 * @param said is given the name of a device and bytes of one reading
 * @param decoded is given what a driver made
 */
public record Listening(
    BooleanSupplier isWanted, BiConsumer<String, byte[]> said, Consumer<InputEvent> decoded) {

  /** The same driver, heard. Serial ports and HID are heard from their bytes on. */
  public DriverProvider to(DriverProvider driver) {
    return new RecordedProvider(driver, new Ear());
  }

  private final class Ear implements Notebook {
    @Override
    public void accept(Recorder.EntryAt entry) {
      if (isWanted.getAsBoolean() && entry.at(0) instanceof Entry.Said heard) {
        said.accept(heard.device(), heard.bytes());
      }
    }

    @Override
    public void deaf(String device) {
      // What its driver makes is heard.
    }

    @Override
    public boolean isForServers() {
      return false; // their streams would drown all else
    }

    @Override
    public void decoded(InputEvent input) {
      decoded.accept(input);
    }
  }
}
