/** A gateway put together from its configuration: devices, engine and link on one event loop. */
@NullMarked
package org.navicast.app.gateway;

import org.jspecify.annotations.NullMarked;
