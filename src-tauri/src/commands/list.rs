// Every command, once. From this list come the handlers, the manifest that restricts them, and the
// TypeScript bindings. build.rs includes this file too, so it holds nothing but the list.

macro_rules! every_command {
    ($then:ident) => {
        $then! {
            // the window itself
            window::window_painted(Painted) -> Nothing;
            window::window_start(Nothing) -> WindowStart;
            window::handed_over(Nothing) -> Nothing;
            window::undo(Nothing) -> Wrote<Option<Words>>;
            window::look_around(Nothing) -> Nothing;
            window::leave_sample(Nothing) -> Nothing;

            // people and first run

            // tonight

            // rituals

            // us

            // reading

            // the drawer

            // reflection

            // settings
        }
    };
}
