/**
 * What a person did, as a device told it, and what the hub said: the words that the engine
 * understands.
 */
@NullMarked
package org.navicast.gateway.input;

import org.jspecify.annotations.NullMarked;
