"""Check: looks at a whole site for what a build lets pass, each rule by itself."""
