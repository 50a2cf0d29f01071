package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.StatusItem;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.runtime.EngineLoop;

/** Brings what the link says to the engine. */
final class HubNews implements HubClient.Listener {
  private @Nullable EngineLoop loop;
  private @Nullable Engine engine;

  /**
   * From now on to these; before the link is started, since link and engine are made in a circle.
   */
  void tell(EngineLoop engineLoop, Engine anEngine) {
    loop = engineLoop;
    engine = anEngine;
  }

  @Override
  public void online(long nowNanos) {
    if (loop != null) {
      loop.post(Engine::announce);
    }
  }

  @Override
  public List<StatusItem> status() {
    List<StatusItem> items = new ArrayList<>();
    items.add(new StatusItem("availability", "online"));
    if (engine != null) {
      for (DeviceState device : engine.devices()) {
        items.add(new StatusItem("device." + device.device(), device.state().label()));
      }
    }
    return items;
  }
}
