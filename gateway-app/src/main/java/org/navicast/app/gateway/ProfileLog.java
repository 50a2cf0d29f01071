package org.navicast.app.gateway;

import java.util.function.Consumer;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log which profile is on, whenever that is another one; passes everything on. */
final class ProfileLog implements Consumer<NaviEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileLog.class);

  private final Consumer<NaviEvent> next;
  private String profile = "";

  ProfileLog(Consumer<NaviEvent> next) {
    this.next = next;
  }

  @Override
  public void accept(NaviEvent event) {
    next.accept(event);
    if (event instanceof NaviProfile told && !told.profile().equals(profile)) {
      profile = told.profile();
      if (!told.reason().isEmpty()) {
        LOG.info("profile {} is on: {}", profile, told.reason());
      }
    }
  }
}
